(function () {
  "use strict";
  document.querySelectorAll(".control").forEach(function (control) {
    var button = control.querySelector("button");
    var table = document.getElementById(control.dataset.for);
    if (!button || !table) return;
    control.hidden = false;
    button.addEventListener("click", function () {
      var on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      table.classList.toggle("only-deviations", on);
    });
  });
  document.querySelectorAll("table[data-sort]").forEach(function (table) {
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      var kind = head.dataset.k;
      if (!kind) return;
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var body = table.tBodies[0];
        var key = function (row) {
          var cell = row.cells[column];
          var value = cell.dataset.v || cell.textContent;
          return kind === "n" ? Number(value) : value;
        };
        Array.prototype.slice.call(body.rows).sort(function (a, b) {
          var one = key(a), two = key(b);
          var order = kind === "n" ? one - two : one.localeCompare(two, document.documentElement.lang);
          return down ? -order : order;
        }).forEach(function (row) { body.appendChild(row); });
      });
    });
  });
})();
