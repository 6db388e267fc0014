/* What the site can do with script: the switch between light and dark, the box that finds a place, the menu of a phone. */
"use strict";

const root = document.documentElement;

function show(mode) {
  const dark = mode === "dark" || (mode === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.mode = mode;
  root.dataset.theme = dark ? "dark" : "light";
  for (const button of document.querySelectorAll(".insight-dark")) {
    button.setAttribute("aria-pressed", String(dark));
  }
}

function plainly(words) {
  return words.toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
}

function find(form) {
  const typed = plainly(form.querySelector("input").value);
  const places = [...form.querySelectorAll("option")];
  const fits = (test) => places.filter((place) => test(plainly(place.value)));
  const exact = fits((name) => name === typed);
  const within = exact.length ? exact : fits((name) => typed && name.includes(typed));
  const ways = new Set(within.map((place) => place.dataset.way));
  const said = form.querySelector("[role=status]");
  if (ways.size === 1) {
    location.href = new URL([...ways][0], location.href).href;
  } else if (ways.size) {
    said.textContent = `${ways.size} pages fit. Type more of the name: ${within.slice(0, 4).map((place) => place.value).join("; ")}.`;
  } else {
    said.textContent = typed ? "Nothing here has that name. The lists below name every board and topic." : "Type a name first.";
  }
}

for (const button of document.querySelectorAll(".insight-dark")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    show(root.dataset.theme === "dark" ? "light" : "dark");
    try {
      localStorage.setItem("mode", root.dataset.mode);
      localStorage.setItem("theme", root.dataset.theme);
    } catch { /* it lasts for this page, then */ }
  });
}
show(root.dataset.mode || "auto");
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  if (root.dataset.mode === "auto") show("auto");
});

for (const form of document.querySelectorAll(".insight-finder")) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find(form);
  });
  form.querySelector("input").addEventListener("change", () => {
    const chosen = [...form.querySelectorAll("option")].some((place) => place.value === form.querySelector("input").value);
    if (chosen) find(form);
  });
}

const menu = document.getElementById("pst-primary-sidebar-modal");
const opener = document.querySelector(".insight-menu");
if (menu && opener) {
  opener.setAttribute("aria-haspopup", "dialog");
  menu.addEventListener("close", () => opener.focus()); // the theme lets go of the focus when it opens the menu
}
