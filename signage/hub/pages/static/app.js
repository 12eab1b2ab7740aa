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

// A picture that could not be made gives way to a sentence.
for (const picture of document.querySelectorAll("img[data-lost]")) {
  const tell = () => {
    const told = document.createElement("p");
    told.className = "notice-line";
    told.setAttribute("role", "status");
    told.textContent = picture.dataset.lost;
    picture.replaceWith(told);
  };
  if (picture.complete && !picture.naturalWidth) tell();
  else picture.addEventListener("error", tell);
}
