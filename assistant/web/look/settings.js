// A person's settings, theme and text size: kept in this browser, applied before anything is drawn.
// (A classic script in the page's head; Gradio would follow the system's theme alone.)
{
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const usual = { theme: "system", size: "100" };

  const chosen = (name) => {
    try {
      return localStorage.getItem(`footnote-${name}`) ?? usual[name];
    } catch {
      return usual[name]; // this browser keeps nothing
    }
  };

  const apply = () => {
    const theme = chosen("theme");
    const isDark = theme === "dark" || (theme === "system" && system.matches);
    root.classList.toggle("dark", isDark);
    document.body?.classList.toggle("dark", isDark);
    root.style.fontSize = `${Number(chosen("size")) || 100}%`;
  };

  /** What is drawn anew shows what was chosen. */
  const show = () => {
    const inputs = document.querySelectorAll("#settings input");
    for (const input of inputs) input.checked = chosen(input.name) === input.value;
    const language = document.querySelector("#settings [lang]")?.lang;
    if (language && root.lang !== language) root.lang = language;
  };

  apply(); // at once: nothing is drawn in the wrong colours
  system.addEventListener("change", apply);
  const follow = () => {
    apply();
    show();
    const ours = { attributes: true, attributeFilter: ["class"] };
    new MutationObserver(apply).observe(document.body, ours);
    new MutationObserver(show).observe(document.body, { childList: true, subtree: true });
  };
  if (document.body) follow();
  else document.addEventListener("DOMContentLoaded", follow);
  document.addEventListener("change", ({ target }) => {
    if (!target.closest?.("#settings") || !(target.name in usual)) return;
    try {
      localStorage.setItem(`footnote-${target.name}`, target.value);
    } catch {
      // it holds until the page is left
    }
    apply();
    // Gradio measures the box of the question when something is typed.
    const box = document.querySelector("#question textarea");
    box?.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
