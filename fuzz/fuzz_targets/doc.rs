//! Word before 2007, WPS.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gongwen_fuzz::read_as(gongwen::block::Format::Doc, bytes));
