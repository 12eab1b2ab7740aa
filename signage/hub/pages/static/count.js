// Says while somebody writes how many characters are left. The hub counts by itself.
"use strict";

const writing = document.getElementById("text");
const left = document.getElementById("left");
const FEW = 20;

const signs = (text) =>
  window.Intl && Intl.Segmenter
    ? [...new Intl.Segmenter(document.documentElement.lang).segment(text)].length
    : Array.from(text).length;

const count = () => {
  const rest = Number(left.dataset.most) - signs(writing.value.trim());
  const words = rest < 0 ? left.dataset.over : left.dataset.left;
  left.textContent = words.replace("#", Math.abs(rest).toLocaleString(document.documentElement.lang));
  left.classList.toggle("few", rest >= 0 && rest <= FEW);
  left.classList.toggle("over", rest < 0);
};

writing.addEventListener("input", count);
count();
