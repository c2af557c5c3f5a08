// Light or dark as chosen, and what is to be said on a page that was opened anew.
(() => {
  // An address that names a theme has the say, as everywhere in Gradio.
  const forced = new URL(location.href).searchParams.has("__theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  let wanted = localStorage.getItem("theme") || "system";

  const apply = () => {
    if (forced) return;
    const dark = wanted === "dark" || (wanted === "system" && system.matches);
    // Only when it differs: Gradio sets the class as well, and the observer below sees ours.
    if (document.body.classList.contains("dark") !== dark) {
      document.body.classList.toggle("dark", dark);
    }
  };
  window.interviewerTheme = (name) => {
    wanted = name || "system";
    localStorage.setItem("theme", wanted);
    apply();
  };
  system.addEventListener("change", apply);
  new MutationObserver(apply).observe(document.body, {
    attributes: true, attributeFilter: ["class"],
  });
  apply();

  window.interviewerAnew = (text, forget) => {
    if (!text) return;
    if (forget) localStorage.clear();
    sessionStorage.setItem("said", text);
    location.reload();
  };
  // Called when the page can be used: what was done before it was opened anew is said once.
  window.interviewerSays = () => {
    const text = sessionStorage.getItem("said");
    if (!text) return;
    sessionStorage.removeItem("said");
    const line = document.createElement("p");
    line.id = "said-once";
    line.setAttribute("role", "status");
    line.textContent = text;
    document.getElementById("rooms")?.before(line);
  };
})();
