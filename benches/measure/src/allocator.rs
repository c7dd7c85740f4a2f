//! The allocator of the system, which counts what it is asked for.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);
static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

/// To be made the `#[global_allocator]` of a program.
pub struct Counting;

/// What was counted up to a moment.
pub struct Counts {
    /// How often memory was asked for; a larger block for a smaller one counts, too.
    pub allocations: usize,
    pub bytes: usize,
    /// The bytes that are in use.
    pub live: usize,
    /// The most bytes that were in use since the start.
    pub peak: usize,
}

impl Counting {
    /// The counts so far. The peak starts anew.
    pub fn start() -> Counts {
        PEAK.store(LIVE.load(Relaxed), Relaxed);
        Self::now()
    }

    pub fn now() -> Counts {
        let [allocations, bytes, live, peak] = [&ALLOCATIONS, &BYTES, &LIVE, &PEAK].map(|count| count.load(Relaxed));
        Counts { allocations, bytes, live, peak }
    }
}

fn count(bytes: usize) {
    ALLOCATIONS.fetch_add(1, Relaxed);
    BYTES.fetch_add(bytes, Relaxed);
    let live = LIVE.fetch_add(bytes, Relaxed) + bytes;
    if live > PEAK.load(Relaxed) {
        PEAK.store(live, Relaxed);
    }
}

// SAFETY: every call is passed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        LIVE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.realloc(memory, layout, size) }
    }
}
