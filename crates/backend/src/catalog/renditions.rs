//! Copies of pictures at the widths pages show them. Nobody waits for one: until it is there the original is shown, and the first
//! to ask has it drawn, in a thread that gives way to everything else.

use std::{
    collections::{HashSet, VecDeque},
    sync::{Mutex, PoisonError},
    thread,
};

use anyhow::Context as _;
use domain::catalog::RENDITION_WIDTHS;
use rustix::process::setpriority_process;
use tokio::sync::{Notify, oneshot};

use super::{draw::draw, store};
use crate::{app::App, error::Error};

/// How many may wait; whoever asks beyond that asks again on the next visit.
const WAITING_MOST: usize = 4_096;
/// The lowest priority there is.
const NICE: i32 = 19;

/// How wide the preview of a page's leading picture is, in pixels: what a phone shows it at, so that it is as large as what follows.
const PREVIEW_WIDTH: u32 = 360;
/// Hardly to be told from the original, at a third of its bytes.
const QUALITY: f32 = 80.0;
/// Seen for a moment, until the picture itself is there.
const PREVIEW_QUALITY: f32 = 40.0;

/// A picture at a width.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Rendition {
    pub(super) hash: String,
    pub(super) width: u32,
}

impl Rendition {
    /// Reads `<hash>-<width>`; `None` for a width that nothing is drawn at.
    pub(super) fn parse(stem: &str) -> Option<Self> {
        let (hash, width) = stem.split_once('-')?;
        let width = width.parse().ok().filter(|width| RENDITION_WIDTHS.contains(width))?;
        Some(Self { hash: hash.to_owned(), width })
    }

    /// The small copy that is sent within a page; it has no address of its own.
    pub(super) fn preview(hash: &str) -> Self {
        Self { hash: hash.to_owned(), width: PREVIEW_WIDTH }
    }

    /// `<hash>-<width>`
    pub(super) fn stem(&self) -> String {
        format!("{}-{}", self.hash, self.width)
    }

    fn quality(&self) -> f32 {
        if self.width == PREVIEW_WIDTH { PREVIEW_QUALITY } else { QUALITY }
    }
}

/// What is still to be drawn.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    waiting: Mutex<Waiting>,
    more: Notify,
}

#[derive(Debug, Default)]
struct Waiting {
    queue: VecDeque<Rendition>,
    /// In the queue or being drawn.
    known: HashSet<Rendition>,
}

impl Wanted {
    /// Has a copy drawn. The picture must be there.
    pub(super) fn ask(&self, rendition: Rendition) {
        let mut waiting = self.lock();
        if waiting.known.len() < WAITING_MOST && waiting.known.insert(rendition.clone()) {
            waiting.queue.push_back(rendition);
            self.more.notify_one();
        }
    }

    async fn next(&self) -> Rendition {
        loop {
            if let Some(rendition) = self.lock().queue.pop_front() {
                return rendition;
            }
            self.more.notified().await;
        }
    }

    fn done(&self, rendition: &Rendition) {
        self.lock().known.remove(rendition);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Draws what is asked for until the shop closes, one after the other.
pub async fn work(app: App) {
    let closed = app.closed();
    tokio::pin!(closed);
    loop {
        let rendition = tokio::select! {
            () = &mut closed => return,
            rendition = app.catalog.wanted.next() => rendition,
        };
        if let Err(error) = make(&app, &rendition).await {
            tracing::warn!(%error, ?rendition, "a picture could not be redrawn; the next visitor has it tried again");
        }
        app.catalog.wanted.done(&rendition);
    }
}

async fn make(app: &App, rendition: &Rendition) -> Result<(), Error> {
    let (Rendition { hash, width }, quality) = (rendition, rendition.quality());
    let Some(original) = store::medium(&app.db, hash).await? else { return Ok(()) };
    let (answer, drawn) = oneshot::channel();
    let pixels = *width;
    thread::Builder::new()
        .name("renditions".to_owned())
        .spawn(move || {
            give_way();
            // Nobody listens any more when the shop has closed in the meantime.
            let _ = answer.send(draw(&original.kind, &original.bytes, pixels, quality));
        })
        .context("no thread to draw in")
        .map_err(Error::internal)?;
    // A shop that closes does not wait for a thread that gives way; the copy is asked for again.
    let drawn = tokio::select! {
        () = app.closed() => return Ok(()),
        drawn = drawn => drawn,
    };
    let bytes = match drawn {
        Ok(Ok(bytes)) => bytes,
        // What fails once fails always: it is kept that the original stands in.
        Ok(Err(why)) => {
            tracing::info!(hash, width, why, "a picture stays as it is");
            None
        }
        Err(_) => {
            tracing::error!(hash, width, "drawing a picture panicked; it stays as it is");
            None
        }
    };
    app.db.write(async |mut tx| store::put_rendition(&mut tx, hash, *width, bytes.clone()).await).await
}

/// Lowers the priority of this thread. Elsewhere than on Linux that would be the whole process's.
fn give_way() {
    if cfg!(target_os = "linux")
        && let Err(error) = setpriority_process(None, NICE)
    {
        tracing::warn!(%error, "pictures are drawn at full priority");
    }
}
