//! Whether a request wrote something.

use std::cell::Cell;

tokio::task_local! {
    /// Whether whoever asks wrote something with this request.
    static WROTE: Cell<bool>;
}

/// An act of whoever asks was written; nothing where no request is answered.
pub(super) fn noted() {
    let _outside = WROTE.try_with(|wrote| wrote.set(true));
}

/// An answer, and whether something was written while it was made.
pub(super) async fn with<T>(answer: impl Future<Output = T> + Send) -> (T, bool) {
    let asked = async {
        let answer = answer.await;
        (answer, WROTE.with(Cell::get))
    };
    WROTE.scope(Cell::new(false), asked).await
}
