"""Notes of any shape read into cards, compared with the library, checked and written back.

    importing   files, folders, pasted text → ParsedFile (`read_paths`, `parse_text`)
    reimport    cards read against cards stored → ImportPlan (`plan_import`)
    audit       what is missing, doubtful or double → findings (`audit`)
    render      cards → Markdown, edits → a diff (`render`, `write_back`, `unified_diff`)

Inside, a text goes through `lines` (markers of each line), `structure` (which marker
carries the questions, judged from the whole file), `layout` (topics and blocks) and
`body` (question and answer of a block) to `build`. Knows nothing of the store, of
models or of the screen. `read_paths([Path("notes.md")])`
"""
