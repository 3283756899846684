// What is purely the browser's in the page's second module: the place where forms are chosen. It follows the module's own script,
// and uses names of web/page.js; the functions of `more` are declared where they are called, in web/more/src/browser.rs.

const more = (() => {
  // What the WebAssembly offers: beside this script, or on one object where everything is in one file.
  const offered = typeof wasm_bindgen === "undefined" ? { written, takeAway, hearForms } : wasm_bindgen;

  // The page's element, as long as the page is open.
  let host;

  function happened({ type, target }) {
    const field = target.closest("select, button");
    if (field && !isOver) offered.hearForms(type, field.id, field.value);
  }

  return latched({
    // Leaves the module's functions where the page looks for them.
    offer() {
      window.certplanWrite = offered.written;
      window.certplanTakeAway = (place, mode, link) => {
        if (!host) for (const kind of ["change", "click"]) place.addEventListener(kind, happened);
        host = place;
        offered.takeAway(mode, link);
      };
    },
    fill(markup) {
      host.innerHTML = markup;
    },
    show(markup) {
      host.querySelector("#form-shown").innerHTML = markup;
    },
  });
})();
