//! Libraries that read untrusted bytes run here: a panic becomes an error, and so does one that does not come back.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use crate::error::Fault;
use crate::limits::{Budget, Limit};

/// Deeply nested input recurses deeply in some libraries.
const STACK: usize = 64 << 20;

thread_local! {
    /// Whether a contained library runs on this thread: its panics are told from others by it.
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Work that goes on on its own thread.
pub(crate) struct Running<T> {
    result: Receiver<Result<T, Fault>>,
}

/// Starts `work` on a thread of its own.
pub(crate) fn spawn<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<Running<T>, Fault> {
    let (sender, result) = sync_channel(1);
    std::thread::Builder::new()
        .name("gongwen-reader".into())
        .stack_size(STACK)
        .spawn(move || {
            // Nobody may be waiting any more.
            let _ = sender.send(guard(work));
        })
        .map_err(|error| Fault::Reader { what: error.to_string() })?;
    Ok(Running { result })
}

impl<T> Running<T> {
    /// Waits for the work. What is not done by then is left behind: a thread cannot be stopped from outside.
    pub(crate) fn wait(self, time: Duration) -> Result<T, Fault> {
        match self.result.recv_timeout(time) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => Err(Fault::Limit(Limit::Time)),
            Err(RecvTimeoutError::Disconnected) => Err(Fault::Reader { what: "no answer".to_owned() }),
        }
    }
}

/// Runs `work` on a thread of its own and waits for it as long as the budget says.
pub(crate) fn contain<T: Send + 'static>(
    budget: &Budget,
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    spawn(work)?.wait(budget.time_left())
}

/// Runs `work` here, where it is known to come back and to be shallow: a thread of its own would cost more than many a
/// page. A panic is a fault.
pub(crate) fn guard<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    let outside = CONTAINED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
        Err(Fault::Reader { what: said.unwrap_or("panic").to_owned() })
    });
    CONTAINED.set(outside);
    result
}

/// Keeps the panics of contained libraries off standard error: each is an [`Error`](crate::Error) already. For
/// programs that own their panic hook; it leaves all other panics as they are.
pub fn quiet_contained_panics() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !CONTAINED.get() {
            hook(panic);
        }
    }));
}
