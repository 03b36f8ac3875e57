//! Shows the work in a browser.
