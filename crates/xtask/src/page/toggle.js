// The switch of the contents as a button, which keys reach and which may say whether it is open. Without scripts it stays a label.
(() => {
    const label = document.getElementById('mdbook-sidebar-toggle');
    const button = document.createElement('button');
    button.type = 'button';
    for (const { name, value } of label.attributes) {
        if (name !== 'for') button.setAttribute(name, value);
    }
    button.append(...label.childNodes);
    // The book's own listener, which comes later, must see the state before the click.
    button.addEventListener('click', () => setTimeout(() => sidebar_toggle.click()));
    label.replaceWith(button);
})();
