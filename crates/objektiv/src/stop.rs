//! Ctrl-C: the first asks long work to stop between two units and leave nothing half-done, the second ends the program at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often a page looks whether Ctrl-C was pressed.
const LOOK: Duration = Duration::from_millis(100);

static ASKED: AtomicBool = AtomicBool::new(false);

/// Whether the person asked to stop.
#[must_use]
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// Starts to listen for Ctrl-C. Without a listener (no console at hand) the system's own handling stays.
pub fn listen() {
    std::thread::spawn(|| {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
        runtime.block_on(async {
            while tokio::signal::ctrl_c().await.is_ok() {
                if ASKED.swap(true, Ordering::Relaxed) {
                    std::process::exit(130);
                }
            }
        });
    });
}

/// Until Ctrl-C was pressed.
pub async fn stopped() {
    while !asked() {
        tokio::time::sleep(LOOK).await;
    }
}
