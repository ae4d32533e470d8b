//! Libraries that read untrusted bytes run here: a panic becomes an error, and so does one that does not come back.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;

use crate::error::Fault;
use crate::limits::{Budget, Limit};

/// Deeply nested input recurses deeply in some libraries.
const STACK: usize = 64 << 20;

/// Runs `work` on a thread of its own and waits for it as long as the budget says. One that is not done by then is
/// left behind: a thread cannot be stopped from outside.
pub(crate) fn contain<T: Send + 'static>(
    budget: &Budget,
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let spawned =
        std::thread::Builder::new().name("gongwen-reader".into()).stack_size(STACK).spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
                let said = panic.downcast_ref::<String>().map(String::as_str);
                let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
                Err(Fault::Reader { what: said.unwrap_or("panic").to_owned() })
            });
            // Nobody may be waiting any more.
            let _ = sender.send(result);
        });
    if let Err(error) = spawned {
        return Err(Fault::Reader { what: error.to_string() });
    }
    match receiver.recv_timeout(budget.time_left()) {
        Ok(result) => result,
        Err(mpsc::RecvTimeoutError::Timeout) => Err(Fault::Limit(Limit::Time)),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(Fault::Reader { what: "no answer".to_owned() }),
    }
}
