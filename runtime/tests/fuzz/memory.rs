//! What reading an input allocates: a program that is sent little may not be made to hold much.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What is allocated for nothing, for an error and its text.
const FLAT: usize = 64 * 1024;
/// What a byte may cost: in CBOR one is enough for an empty structure in a list, and lists grow by doubling.
const PER_BYTE: usize = 4_096;

/// Reads an input of this length, and sees to it that what is allocated on the way stays in proportion.
pub(crate) fn measured<T>(length: usize, read: impl FnOnce() -> T) -> T {
    let region = Region::new(ALLOCATOR);
    let result = read();
    let change = region.change();
    let grown = usize::try_from(change.bytes_reallocated).unwrap_or_default();
    let allocated = change.bytes_allocated + grown;
    let limit = FLAT + PER_BYTE * length;
    assert!(
        allocated <= limit,
        "{allocated} bytes were allocated to read {length}, which is more than {limit}"
    );
    result
}
