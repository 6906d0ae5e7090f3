//! The rules of a claim, shown against the real procedure and the real law.

mod access;
mod clocks;
mod desk;
mod family;
mod formats;
mod histories;
mod insurer;
mod lawful;
mod links;
mod numbers;
mod papers;
mod player;
mod receipts;
mod samples;
mod steps;
