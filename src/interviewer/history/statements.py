"""The longer SQL statements of the store, by name. Plain SQL that SQLite and PostgreSQL both take.

`connection.execute(text(statements.PUT_CARD), rows)`
"""

from __future__ import annotations

# A fact that is another one after every change of a card, by whichever program.
CHANGED = "cards_changed"

# A fact that stands for one history as long as it is kept in one place.
IDENTITY = "identity"

PUT_CARD = """
INSERT INTO cards (id, origin, source_path, status, content_hash, position, data)
VALUES (:id, :origin, :path, :status, :hash, :position, :data)
ON CONFLICT (id) DO UPDATE SET origin = excluded.origin, source_path = excluded.source_path,
    status = excluded.status, content_hash = excluded.content_hash, data = excluded.data
"""

PUT_FACT = """
INSERT INTO facts (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""

NEW_FACT = "INSERT INTO facts (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING"

PUT_SESSION = """
INSERT INTO sessions (id, started, finished, data) VALUES (:id, :started, :finished, :data)
ON CONFLICT (id) DO UPDATE SET finished = excluded.finished, data = excluded.data
"""

NEW_TURN = """
INSERT INTO turns (id, session_id, number, card_id, data, hints)
VALUES (:id, :session, :number, :card, :data, :hints)
"""

ASK = f"{NEW_TURN} ON CONFLICT DO NOTHING"

PUT_TURN = f"""
{NEW_TURN}
ON CONFLICT (id) DO UPDATE SET data = excluded.data, hints = excluded.hints
"""

# Of a sitting: those before it that asked one of its cards, and the last few.
BESIDE = """
SELECT id, data FROM sessions WHERE started < :started AND finished IS NOT NULL AND (
    id IN (SELECT session_id FROM turns WHERE card_id IN
        (SELECT card_id FROM turns WHERE session_id = :id))
    OR id IN (SELECT id FROM sessions WHERE started < :started AND finished IS NOT NULL
        ORDER BY started DESC LIMIT 5)
) ORDER BY started DESC, id
"""

LATEST = """
SELECT MAX(moment) AS moment
FROM (SELECT started AS moment FROM sessions UNION ALL SELECT answered FROM turns) AS moments
"""

SEEN = """
SELECT turns.card_id, turns.answered, grades.score
FROM turns LEFT JOIN grades ON grades.turn_id = turns.id
WHERE turns.answered IS NOT NULL ORDER BY turns.answered
"""


TURNS = """
SELECT turns.*, grades.data AS grade FROM turns LEFT JOIN grades ON grades.turn_id = turns.id
"""
