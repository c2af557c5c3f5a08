// Which room is shown: the one in the address. Nothing is shown before the page is ready.
(() => {
  const style = document.head.appendChild(document.createElement("style"));
  let ready = false;
  const tabs = () => [...document.querySelectorAll("#rooms [role=tab]")];
  const known = (name) => tabs().some((tab) => tab.dataset.room === name);
  const wanted = () => {
    const name = location.hash.slice(1);
    return known(name) ? name : tabs()[0]?.dataset.room || "interview";
  };
  let shown = null;

  const paint = () => {
    const hidden = ready ? "" : ".room, #rooms { visibility: hidden !important; }";
    style.textContent = `.room:not(#room-${shown}) { display: none !important; } ${hidden}`;
    for (const tab of tabs()) {
      const chosen = tab.dataset.room === shown;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      const room = document.getElementById(`room-${tab.dataset.room}`);
      room?.setAttribute("role", "tabpanel");
      room?.setAttribute("aria-labelledby", tab.id);
    }
    document.body.toggleAttribute("data-ready", ready);
  };
  const enter = () => {
    const name = wanted();
    if (name === shown) return;
    shown = name;
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
    const tab = event.target.closest?.("[role=tab][data-room]");
    if (tab) location.hash = tab.dataset.room;
  });
  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.("[role=tab][data-room]");
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!tab || !step) return;
    const all = tabs();
    const next = all[(all.indexOf(tab) + step + all.length) % all.length];
    location.hash = next.dataset.room;
    next.focus();
    event.preventDefault();
  });
  paint();
})();
