//! The store on a disk that fails, fills up and loses its power; killed; asked by everybody for everything. Every harness has a control that must
//! fail. Counts are a fiftieth of what is promised; in full by hand: `OBJEKTIV_HARNESS=full cargo nextest run -p workflow --no-capture harness`.

mod access;
mod accounts;
mod backups;
mod desk;
mod events;
mod files;
mod folder;
mod forms;
mod harness_backup_faults;
mod harness_faults;
mod harness_full;
mod harness_kill;
mod harness_plan;
mod harness_power;
mod harness_restore;
mod harness_sequences;
mod journal;
mod levels;
mod marks;
mod plan_batches;
mod plan_days;
mod plan_decisions;
mod plan_model;
mod plan_papers;
mod plans;
mod pupils;
mod results;
mod rights;
mod roster;
mod roster_files;
mod roster_merge;
mod sheets;
mod spoiled_backups;
