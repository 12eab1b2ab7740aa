// What pages do besides htmx. Everything works without it.
"use strict";

for (const button of document.querySelectorAll("[data-reveals]")) {
  const field = document.getElementById(button.dataset.reveals);
  const show = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    const covered = field.type === "password";
    field.type = covered ? "text" : "password";
    button.textContent = covered ? button.dataset.hide : show;
    button.setAttribute("aria-pressed", String(covered));
  });
}
for (const field of document.querySelectorAll("[data-select]")) {
  field.addEventListener("focus", () => field.select());
}
