//! Excel.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gongwen_fuzz::read_as(gongwen::block::Format::Xlsx, bytes));
