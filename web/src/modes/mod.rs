//! The modes of the page.
