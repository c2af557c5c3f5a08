// Helps to read: points light up their places, numbers lead to their question, what is new is
// announced, characters are counted, and `?` shows the keys.
(() => {
  // A point and the words that decide it light up together, by mouse and by keyboard.
  const light = (target) => {
    const names = target?.closest?.("[data-light]")?.dataset.light.split(" ") || [];
    for (const one of document.querySelectorAll("[data-light]")) {
      const on = one.dataset.light.split(" ").some((name) => names.includes(name));
      one.classList.toggle("lit", on);
    }
  };
  document.addEventListener("mouseover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));

  const quiet = matchMedia("(prefers-reduced-motion: reduce)");
  const show = (element) => {
    element.scrollIntoView({ block: "start", behavior: quiet.matches ? "auto" : "smooth" });
    (element.querySelector(":scope > summary") || element).focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    const name = event.target.closest?.("[data-jump]")?.dataset.jump;
    const element = name && document.getElementById(name);
    if (!element) return;
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      window.interviewerOpens(fold);
    }
    show(element);
  });

  // Screen readers are told once, not at every word of a critique.
  const announcer = document.createElement("div");
  announcer.className = "sr-only";
  announcer.setAttribute("role", "status");
  announcer.setAttribute("aria-live", "polite");
  let told = null;
  const announce = () => {
    const turn = document.querySelector(".talk")?.dataset.turn || "";
    const cards = document.querySelectorAll(".talk .feedback");
    const now = `${turn} ${cards.length}`;
    if (now === told) return;
    const before = told === null ? cards.length : Number(told.split(" ")[1]);
    told = now;
    const said = [];
    if (cards.length > before) {
      const card = cards[cards.length - 1];
      said.push(card.getAttribute("aria-label"), card.querySelector(".tally")?.textContent);
    }
    const questions = document.querySelectorAll(".talk .question");
    if (turn) said.push(questions[questions.length - 1]?.innerText);
    announcer.textContent = said.filter(Boolean).join(". ");
  };

  const count = () => {
    const row = document.getElementById("answer-buttons");
    const words = document.querySelector(".talk")?.dataset.characters;
    const box = document.querySelector("#answer textarea");
    if (!row || !words || !box) return;
    let shown = document.getElementById("answer-count");
    if (!shown) {
      shown = document.createElement("span");
      shown.id = "answer-count";
      row.prepend(shown);
    }
    const text = words.replace("{count}", [...box.value.trim()].length);
    if (shown.textContent !== text) shown.textContent = text;
  };
  document.addEventListener("input", count);

  // The end of a sitting: to the report.
  let report = null;
  const toReport = () => {
    const now = document.querySelector("#ending .report");
    if (Boolean(now) === report) return;
    const first = report === null;
    report = Boolean(now);
    if (now && !first) show(now.querySelector("h2"));
  };

  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
  const press = { KeyH: "hint", KeyK: "skip" };
  document.addEventListener("keydown", (event) => {
    const asked = event.key === "?" && !typing(event.target);
    if (asked || (event.key === "/" && event.ctrlKey)) {
      event.preventDefault();
      document.getElementById("keys")?.showModal();
    } else if (event.altKey && press[event.code]) {
      event.preventDefault();
      document.getElementById(press[event.code])?.click();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#show-keys")) document.getElementById("keys")?.showModal();
  });

  const begin = () => {
    document.body.append(announcer);
    new MutationObserver(() => {
      announce();
      count();
      toReport();
    }).observe(document.body, { childList: true, subtree: true });
  };
  // Gradio may run this before the page has a body, or long after.
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);
})();
