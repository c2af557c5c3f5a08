// Keeps the clocks going between two answers of the server, and turns quiet when time is over.
(() => {
  const begun = new WeakMap();
  const minutes = (seconds) => {
    const whole = Math.max(0, Math.floor(seconds));
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  };
  setInterval(() => {
    for (const clock of document.querySelectorAll(".clock")) {
      if (!begun.has(clock)) begun.set(clock, performance.now());
      const { spent, limit, left, running, words } = clock.dataset;
      const since = running === "1" ? (performance.now() - begun.get(clock)) / 1000 : 0;
      const time = left === undefined ? Number(spent) + since : Number(left) - since;
      const text = words.replace("{time}", minutes(time)).replace("{limit}", minutes(Number(limit)));
      if (clock.textContent !== text) clock.textContent = text;
      clock.classList.toggle("late", left === undefined ? time > Number(limit) : time < 60);
    }
  }, 250);
})();
