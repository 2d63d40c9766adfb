//! The protocol between a page and its workers.
//!
//! Both ends are TypeScript, because every key is a JavaScript string and every target a JavaScript
//! object. What they agree on is written here once: [`protocol`] has the numbers and layouts,
//! [`tables`] what is known about the platform's interfaces, [`typescript`] turns both into
//! `www/src/bridge/protocol.ts`, [`codec`] is an independent codec that the one in TypeScript is
//! tested against, and [`vectors`] the values that both must read and write alike.

pub mod codec;
pub mod protocol;
pub mod tables;
pub mod typescript;
pub mod vectors;
