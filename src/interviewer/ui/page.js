// Keys and drafts. Everything else is done by the server.
(() => {
  const answerBox = () => document.querySelector("#answer textarea");
  const turnId = () => document.querySelector(".talk")?.dataset.turn || "";

  // Enter that ends a Chinese composition belongs to the input method, not to us.
  // Safari reports it as key code 229 with isComposing already false.
  for (const kind of ["keydown", "keypress"]) {
    window.addEventListener(kind, (event) => {
      const composing = event.isComposing || event.keyCode === 229;
      if (event.key === "Enter" && composing && event.target.matches("textarea")) {
        event.stopImmediatePropagation();
      }
    }, true);
  }

  // Alt+1 to 3 say how sure the learner is.
  window.addEventListener("keydown", (event) => {
    const chip = { Digit1: 0, Digit2: 1, Digit3: 2 }[event.code];
    const chips = document.querySelectorAll("#confidence input");
    if (!event.altKey || chip === undefined || !chips[chip]) return;
    event.preventDefault();
    chips[chip].click();
  });

  // What was typed and not sent outlives a reload, one draft for the open question.
  window.addEventListener("input", (event) => {
    if (event.target === answerBox() && turnId()) {
      localStorage.setItem("draft", JSON.stringify({ turn: turnId(), text: event.target.value }));
    }
  }, true);

  // At a pause the answer is read ahead, so that its grade is there when it is sent. Asked a second
  // time, as the grader may be busy at the first; what was read is not read again.
  let pauses = [];
  const watchPauses = () => {
    pauses.forEach(clearTimeout);
    pauses = [250, 1500].map((wait) => setTimeout(
      () => answerBox()?.value.trim() && document.querySelector("#typed")?.click(), wait));
  };
  window.addEventListener("input", (event) => {
    if (event.target === answerBox() && turnId()) watchPauses();
  }, true);

  const restoreDraft = () => {
    const box = answerBox();
    const draft = JSON.parse(localStorage.getItem("draft") || "null");
    if (!box || !draft || draft.turn !== turnId() || box.value || !draft.text) return;
    const setter = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
    setter.call(box, draft.text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // What is drawn anew while a critique is written takes the server's word for every fold: each
  // goes back to how the learner left it. Only a click says that; a fold told to shut by what
  // was drawn says so too, and later.
  const left = new Map();
  window.addEventListener("click", (event) => {
    const fold = event.target.closest?.("summary")?.parentElement;
    if (fold?.dataset.key) left.set(fold.dataset.key, !fold.open);
  }, true);
  window.interviewerOpens = (fold) => {
    fold.open = true;
    if (fold.dataset.key) left.set(fold.dataset.key, true);
  };
  const unfold = () => {
    for (const fold of document.querySelectorAll("details[data-key]")) {
      const open = left.get(fold.dataset.key);
      if (open !== undefined && fold.open !== open) fold.open = open;
    }
  };

  // A new question: put the cursor in the box, and the question in sight.
  let shown = null;
  new MutationObserver(() => {
    unfold();
    const turn = turnId();
    // The box is drawn after the conversation: wait for both.
    if (turn === shown || (turn && !answerBox())) return;
    shown = turn;
    if (!turn) return;
    restoreDraft();
    answerBox().focus({ preventScroll: true });
    const questions = document.querySelectorAll(".talk .question");
    questions[questions.length - 1]?.scrollIntoView({ block: "nearest" });
  }).observe(document, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-turn", "open"],
  });
})();
