//! Waiting for several things at once.

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
};

use pyxide_diagnostic::Diagnostic;

/// Something that is being done, and what went wrong with it.
pub type Task<'a> = Pin<Box<dyn Future<Output = Vec<Diagnostic>> + 'a>>;

/// Runs all tasks side by side until the last one has ended. The problems come in the order of the
/// tasks, whichever ended first.
pub async fn all(mut tasks: Vec<Task<'_>>) -> Vec<Diagnostic> {
    let mut problems: Vec<Option<Vec<Diagnostic>>> = tasks.iter().map(|_| None).collect();
    poll_fn(|context| {
        let mut waiting = false;
        for (task, ended) in tasks.iter_mut().zip(&mut problems) {
            if ended.is_none() {
                match task.as_mut().poll(context) {
                    Poll::Ready(found) => *ended = Some(found),
                    Poll::Pending => waiting = true,
                }
            }
        }
        if waiting { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    problems.into_iter().flatten().flatten().collect()
}
