//! Threads that own connections. What was asked of one is done whether or not somebody still waits for the answer.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use crate::refusal::{Refusal, Rule};

type Job<T> = Box<dyn FnOnce(&mut T) + Send>;

/// One thread or several over one queue.
pub(super) struct Workers<T> {
    /// None once no more is taken.
    queue: Option<Sender<Job<T>>>,
    threads: Vec<JoinHandle<()>>,
}

impl<T: Send + 'static> Workers<T> {
    /// A thread for each of `owned`.
    pub(super) fn of(name: &str, owned: Vec<T>) -> io::Result<Self> {
        let (queue, jobs) = mpsc::channel::<Job<T>>();
        let jobs = Arc::new(Mutex::new(jobs));
        let start = |owned| {
            let jobs = Arc::clone(&jobs);
            thread::Builder::new().name(name.to_owned()).spawn(move || work(owned, &jobs))
        };
        let threads = owned.into_iter().map(start).collect::<io::Result<_>>()?;
        Ok(Self { queue: Some(queue), threads })
    }

    /// Asks for something to be done, and waits for the answer.
    pub(super) async fn ask<R: Send + 'static>(&self, work: impl FnOnce(&mut T) -> R + Send + 'static) -> Result<R, Refusal> {
        let (answer, answered) = oneshot::channel();
        let stopped = || Refusal::of(Rule::Stopped);
        // Nobody may wait any more; the work is done all the same.
        let job: Job<T> = Box::new(move |owned| drop(answer.send(work(owned))));
        self.queue.as_ref().ok_or_else(stopped)?.send(job).map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())
    }
}

impl<T: Send + 'static> Workers<T> {
    /// A way to ask from a thread that waits itself. While it is there the workers do not end.
    pub(super) fn asking(&self) -> Result<Asking<T>, Refusal> {
        self.queue.clone().map(Asking).ok_or(Refusal::of(Rule::Stopped))
    }
}

/// Asks from a thread that waits.
pub(super) struct Asking<T>(Sender<Job<T>>);

impl<T: Send + 'static> Asking<T> {
    /// Asks for something to be done, and waits for the answer.
    pub(super) fn ask<R: Send + 'static>(&self, work: impl FnOnce(&mut T) -> R + Send + 'static) -> Result<R, Refusal> {
        let (answer, answered) = mpsc::channel();
        let job: Job<T> = Box::new(move |owned| drop(answer.send(work(owned))));
        self.0.send(job).map_err(|_| Refusal::of(Rule::Stopped))?;
        answered.recv().map_err(|_| Refusal::of(Rule::Stopped))
    }
}

impl<T> Drop for Workers<T> {
    /// What is in the queue is done before the threads end.
    fn drop(&mut self) {
        self.queue = None;
        self.threads.drain(..).for_each(|thread| drop(thread.join()));
    }
}

fn work<T>(mut owned: T, jobs: &Mutex<Receiver<Job<T>>>) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match job {
            Ok(job) => job(&mut owned),
            Err(_) => return,
        }
    }
}
