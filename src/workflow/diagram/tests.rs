//! The picture and the way.

mod drawn;
mod random;
mod small;
mod way;
mod written;
