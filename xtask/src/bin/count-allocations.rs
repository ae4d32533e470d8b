//! How often a parse of the seed asks for memory, for each kilobyte of it, as JSON; `cargo xtask bench` runs it. A
//! program of its own, since its allocator counts.

#![forbid(unsafe_code)]

use std::hint::black_box;
use std::process::ExitCode;

use gongwen::Options;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<std::alloc::System> = &INSTRUMENTED_SYSTEM;

const SEED: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../seeds/000_d4b3ecc00157c7f9.txt"));

fn main() -> ExitCode {
    let count = |facts: bool| {
        let options = Options { facts, ..Options::default() };
        let parse = || drop(black_box(gongwen::parse_with(black_box(SEED), &options)));
        // The first parse builds the tables.
        parse();
        let region = Region::new(ALLOCATOR);
        parse();
        let change = region.change();
        (change.allocations + change.reallocations) as f64 * 1000.0 / SEED.len() as f64
    };
    println!("{}", serde_json::json!({"structure": count(false), "facts": count(true)}));
    ExitCode::SUCCESS
}
