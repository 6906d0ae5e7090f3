//! What holds of kinds, names and words; the letters themselves are tested where their facts are, in `desk::letters`.

mod kinds;
mod names;
mod words;
