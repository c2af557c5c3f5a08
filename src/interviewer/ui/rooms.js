// Which room is shown: the one in the address. Nothing is shown before the page is ready.
(() => {
  const style = document.head.appendChild(document.createElement("style"));
  let ready = false;
  const all = (selector) => [...document.querySelectorAll(`#rooms ${selector}`)];
  const tabs = () => all("[role=tab]");
  const known = (name) => all("[data-room]").some((one) => one.dataset.room === name);
  // Some rooms are ways of doing one job: they share a tab, which leads back to the last one used.
  const tabOf = (name) => document.getElementById(`way-${name}`)?.parentElement.dataset.of || name;
  const lastWay = {};
  const wanted = () => {
    const name = location.hash.slice(1);
    return known(name) ? name : tabs()[0]?.dataset.room || "interview";
  };
  let shown = null;

  const paint = () => {
    const hidden = ready ? "" : ".room, #rooms { visibility: hidden !important; }";
    style.textContent = `.room:not(#room-${shown}) { display: none !important; } ${hidden}`;
    for (const tab of tabs()) {
      const chosen = tab.dataset.room === tabOf(shown);
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) tab.setAttribute("aria-controls", `room-${shown}`);
    }
    for (const one of all("[data-room]")) {
      const room = document.getElementById(`room-${one.dataset.room}`);
      room?.setAttribute("role", "tabpanel");
      room?.setAttribute("aria-labelledby", `tab-${tabOf(one.dataset.room)}`);
    }
    for (const ways of all(".ways")) ways.hidden = ways.dataset.of !== tabOf(shown);
    for (const way of all(".ways button")) {
      way.setAttribute("aria-pressed", String(way.dataset.room === shown));
    }
    document.body.toggleAttribute("data-ready", ready);
  };
  const enter = () => {
    const name = wanted();
    if (name === shown) return;
    shown = name;
    lastWay[tabOf(name)] = name;
    paint();
    document.getElementById(`enter-${name}`)?.click();
  };

  // Called when what the page's load brings is in the page, which is two frames later drawn.
  window.interviewerReady = () => requestAnimationFrame(() => requestAnimationFrame(() => {
    ready = true;
    shown = null;
    enter();
    // The bar is drawn anew when the language changes.
    new MutationObserver(paint).observe(document.getElementById("rooms"), {
      childList: true, subtree: true,
    });
  }));

  window.addEventListener("hashchange", () => ready && enter());
  document.addEventListener("click", (event) => {
    const one = event.target.closest?.("#rooms [data-room]");
    if (!one) return;
    const name = one.dataset.room;
    location.hash = one.role === "tab" ? lastWay[name] || name : name;
  });
  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.("[role=tab][data-room]");
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!tab || !step) return;
    const row = tabs();
    const next = row[(row.indexOf(tab) + step + row.length) % row.length];
    next.click();
    next.focus();
    event.preventDefault();
  });
  paint();
})();
