//! Checks of the public face: what is refused and how, and values computed by named packages, where their directory is at hand
//! (`OBJEKTIV_SHARED`).

#[cfg(test)]
mod class_index;
#[cfg(test)]
mod extremes;
#[cfg(test)]
mod finite;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod refusals;
