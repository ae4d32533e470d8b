// Dark or light: what the system says, until the reader chooses.

const THEME = "gongwen-theme";

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  showTheme();
  try {
    localStorage.setItem(THEME, theme);
  } catch {
    // A browser that keeps nothing for files keeps no choice.
  }
}

function showTheme() {
  const button = find("#theme");
  button.setAttribute("aria-pressed", String(isDark()));
  button.textContent = isDark() ? "浅色" : "深色";
}

function toggleTheme() {
  setTheme(isDark() ? "light" : "dark");
}

function startTheme() {
  try {
    const kept = localStorage.getItem(THEME);
    if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
  } catch {
    // As above.
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);
  find("#theme").addEventListener("click", toggleTheme);
  showTheme();
}
