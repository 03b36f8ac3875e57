//! The disk as SQLite asks for it, in C. Every function here is called by SQLite with pointers it made, as its documentation of `sqlite3_vfs` and
//! `sqlite3_io_methods` says; none may unwind.

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::mem::size_of;
use std::ptr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::ffi::{
    self, SQLITE_BUSY, SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR, SQLITE_IOERR_SHORT_READ, SQLITE_NOTFOUND, SQLITE_OK, sqlite3_file,
    sqlite3_io_methods, sqlite3_vfs,
};

use crate::state::{Fault, State, TEMPORARY, forget};

type Shared = Arc<Mutex<State>>;

/// What SQLite holds for an open file: its own part first, then ours.
#[repr(C)]
struct File {
    base: sqlite3_file,
    handle: *mut Handle,
}

struct Handle {
    disk: Shared,
    name: String,
    number: u64,
    passing: bool,
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shared_map),
    xShmLock: Some(shared_lock),
    xShmBarrier: Some(shared_barrier),
    xShmUnmap: Some(shared_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// Registers a disk with SQLite, for as long as the program runs.
pub fn register(state: &Shared) -> &'static str {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let name = format!("faultdisk-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let c_name = CString::new(name.as_str()).unwrap_or_default();
    let vfs = sqlite3_vfs {
        iVersion: 2,
        szOsFile: c_int::try_from(size_of::<File>()).unwrap_or(c_int::MAX),
        mxPathname: 1024,
        pNext: ptr::null_mut(),
        zName: c_name.into_raw(),
        pAppData: Box::into_raw(Box::new(Arc::clone(state))).cast(),
        xOpen: Some(open),
        xDelete: Some(delete),
        xAccess: Some(access),
        xFullPathname: Some(full_path),
        xDlOpen: None,
        xDlError: None,
        xDlSym: None,
        xDlClose: None,
        xRandomness: Some(randomness),
        xSleep: Some(sleep),
        xCurrentTime: Some(time),
        xGetLastError: None,
        xCurrentTimeInt64: Some(time_int),
        xSetSystemCall: None,
        xGetSystemCall: None,
        xNextSystemCall: None,
    };
    // SAFETY: the structure is whole, and leaked, so it lives as long as SQLite may ask for it.
    let _registered = unsafe { ffi::sqlite3_vfs_register(Box::leak(Box::new(vfs)), 0) };
    Box::leak(name.into_boxed_str())
}

fn held(disk: &Shared) -> MutexGuard<'_, State> {
    disk.lock().unwrap_or_else(PoisonError::into_inner)
}

/// SAFETY: `vfs` is one that `register` made.
unsafe fn disk<'a>(vfs: *mut sqlite3_vfs) -> &'a Shared {
    unsafe { &*(*vfs).pAppData.cast::<Shared>() }
}

/// SAFETY: `file` is one that `open` succeeded on and `close` has not met.
unsafe fn handle<'a>(file: *mut sqlite3_file) -> &'a Handle {
    unsafe { &*(*file.cast::<File>()).handle }
}

const fn code(result: Result<(), Fault>, failed: c_int) -> c_int {
    match result {
        Ok(()) => SQLITE_OK,
        Err(Fault::Broken) => failed,
        Err(Fault::Full) => SQLITE_FULL,
    }
}

unsafe extern "C" fn open(vfs: *mut sqlite3_vfs, name: *const c_char, file: *mut sqlite3_file, flags: c_int, out: *mut c_int) -> c_int {
    // SAFETY: SQLite gives a vfs of ours, a name or null, and memory for a `File`; `out` may be null.
    unsafe {
        let file = file.cast::<File>();
        (*file).base.pMethods = ptr::null();
        let disk = disk(vfs);
        let mut state = held(disk);
        state.handles += 1;
        let number = state.handles;
        let passing = name.is_null();
        let name = if passing { format!("{TEMPORARY}{number}") } else { CStr::from_ptr(name).to_string_lossy().into_owned() };
        let there = state.files.contains_key(&name);
        if state.call().is_err() || (!there && flags & ffi::SQLITE_OPEN_CREATE == 0) {
            return SQLITE_CANTOPEN;
        }
        state.files.entry(name.clone()).or_default();
        drop(state);
        let handle = Handle { disk: Arc::clone(disk), name, number, passing };
        (*file).handle = Box::into_raw(Box::new(handle));
        (*file).base.pMethods = &raw const METHODS;
        if !out.is_null() {
            *out = flags;
        }
    }
    SQLITE_OK
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: an open file of ours, closed once.
    unsafe {
        let handle = Box::from_raw((*file.cast::<File>()).handle);
        let mut state = held(&handle.disk);
        if let Some(file) = state.files.get_mut(&handle.name) {
            file.locks.leave(handle.number);
        }
        if handle.passing {
            state.files.remove(&handle.name);
        }
        drop(state);
        forget(&handle.disk);
        (*file).pMethods = ptr::null();
    }
    SQLITE_OK
}

unsafe extern "C" fn read(file: *mut sqlite3_file, out: *mut c_void, count: c_int, at: i64) -> c_int {
    // SAFETY: an open file of ours and `count` bytes to be filled.
    let (handle, out) = unsafe { (handle(file), std::slice::from_raw_parts_mut(out.cast::<u8>(), usize::try_from(count).unwrap_or(0))) };
    let mut state = held(&handle.disk);
    if state.call().is_err() {
        return SQLITE_IOERR | (1 << 8);
    }
    let from = usize::try_from(at).unwrap_or(usize::MAX);
    let bytes = state.files.get(&handle.name).and_then(|file| file.now.get(from..)).unwrap_or_default();
    let found = bytes.len().min(out.len());
    out[..found].copy_from_slice(&bytes[..found]);
    out[found..].fill(0);
    if found == out.len() { SQLITE_OK } else { SQLITE_IOERR_SHORT_READ }
}

unsafe extern "C" fn write(file: *mut sqlite3_file, bytes: *const c_void, count: c_int, at: i64) -> c_int {
    // SAFETY: an open file of ours and `count` bytes to be read.
    let (handle, bytes) = unsafe { (handle(file), std::slice::from_raw_parts(bytes.cast::<u8>(), usize::try_from(count).unwrap_or(0))) };
    code(held(&handle.disk).write(&handle.name, usize::try_from(at).unwrap_or(0), bytes), SQLITE_IOERR | (3 << 8))
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: i64) -> c_int {
    // SAFETY: an open file of ours.
    let handle = unsafe { handle(file) };
    code(held(&handle.disk).cut(&handle.name, usize::try_from(length).unwrap_or(0)), SQLITE_IOERR | (6 << 8))
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: an open file of ours.
    let handle = unsafe { handle(file) };
    code(held(&handle.disk).sync(&handle.name), SQLITE_IOERR | (4 << 8))
}

unsafe extern "C" fn size(file: *mut sqlite3_file, out: *mut i64) -> c_int {
    // SAFETY: an open file of ours and a number to be filled.
    unsafe {
        let handle = handle(file);
        *out = held(&handle.disk).files.get(&handle.name).map_or(0, |file| file.now.len() as i64);
    }
    SQLITE_OK
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file of ours.
    let handle = unsafe { handle(file) };
    let locked = held(&handle.disk).files.get_mut(&handle.name).is_some_and(|file| file.locks.lock(handle.number, level));
    if locked { SQLITE_OK } else { SQLITE_BUSY }
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file of ours.
    let handle = unsafe { handle(file) };
    if let Some(file) = held(&handle.disk).files.get_mut(&handle.name) {
        file.locks.unlock(handle.number, level);
    }
    SQLITE_OK
}

unsafe extern "C" fn reserved(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: an open file of ours and a number to be filled.
    unsafe {
        let handle = handle(file);
        *out = c_int::from(held(&handle.disk).files.get(&handle.name).is_some_and(|file| file.locks.reserved()));
    }
    SQLITE_OK
}

unsafe extern "C" fn control(_file: *mut sqlite3_file, _operation: c_int, _argument: *mut c_void) -> c_int {
    SQLITE_NOTFOUND
}

unsafe extern "C" fn sector(_file: *mut sqlite3_file) -> c_int {
    4096
}

/// What a write leaves alone stays as it was when the power goes, as on any disk the system's own file system counts on.
unsafe extern "C" fn characteristics(_file: *mut sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn shared_map(file: *mut sqlite3_file, region: c_int, length: c_int, extend: c_int, out: *mut *mut c_void) -> c_int {
    // SAFETY: an open file of ours and a pointer to be filled; regions are boxed, so their addresses stay.
    unsafe {
        *out = ptr::null_mut();
        let handle = handle(file);
        let mut state = held(&handle.disk);
        let Some(file) = state.files.get_mut(&handle.name) else { return SQLITE_IOERR };
        let region = usize::try_from(region).unwrap_or(0);
        while file.shared.len() <= region && extend != 0 {
            file.shared.push(vec![0; usize::try_from(length).unwrap_or(0)].into_boxed_slice());
        }
        if let Some(region) = file.shared.get_mut(region) {
            *out = region.as_mut_ptr().cast();
        }
    }
    SQLITE_OK
}

unsafe extern "C" fn shared_lock(file: *mut sqlite3_file, offset: c_int, count: c_int, flags: c_int) -> c_int {
    // SAFETY: an open file of ours.
    let handle = unsafe { handle(file) };
    let from = usize::try_from(offset).unwrap_or(0);
    let slots = from..from + usize::try_from(count).unwrap_or(0);
    let mut state = held(&handle.disk);
    let Some(file) = state.files.get_mut(&handle.name) else { return SQLITE_IOERR };
    if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
        file.locks.give(handle.number, slots);
        return SQLITE_OK;
    }
    let taken = file.locks.take(handle.number, slots, flags & ffi::SQLITE_SHM_EXCLUSIVE != 0);
    if taken { SQLITE_OK } else { SQLITE_BUSY }
}

unsafe extern "C" fn shared_barrier(_file: *mut sqlite3_file) {
    std::sync::atomic::fence(Ordering::SeqCst);
}

unsafe extern "C" fn shared_unmap(file: *mut sqlite3_file, delete: c_int) -> c_int {
    // SAFETY: an open file of ours; SQLite lets go of the regions before it asks for their removal.
    let handle = unsafe { handle(file) };
    let mut state = held(&handle.disk);
    if let Some(file) = state.files.get_mut(&handle.name) {
        file.locks.give(handle.number, 0..8);
        if delete != 0 {
            file.shared.clear();
        }
    }
    SQLITE_OK
}

unsafe extern "C" fn delete(vfs: *mut sqlite3_vfs, name: *const c_char, synced: c_int) -> c_int {
    // SAFETY: a vfs of ours and a name.
    let (disk, name) = unsafe { (disk(vfs), CStr::from_ptr(name).to_string_lossy()) };
    code(held(disk).remove(&name, synced != 0), SQLITE_IOERR | (10 << 8))
}

unsafe extern "C" fn access(vfs: *mut sqlite3_vfs, name: *const c_char, _flags: c_int, out: *mut c_int) -> c_int {
    // SAFETY: a vfs of ours, a name, a number to be filled.
    unsafe {
        let name = CStr::from_ptr(name).to_string_lossy();
        *out = c_int::from(held(disk(vfs)).files.contains_key(name.as_ref()));
    }
    SQLITE_OK
}

unsafe extern "C" fn full_path(_vfs: *mut sqlite3_vfs, name: *const c_char, room: c_int, out: *mut c_char) -> c_int {
    // SAFETY: a name, and `room` bytes to be filled.
    unsafe {
        let bytes = CStr::from_ptr(name).to_bytes_with_nul();
        if bytes.len() > usize::try_from(room).unwrap_or(0) {
            return SQLITE_CANTOPEN;
        }
        ptr::copy_nonoverlapping(bytes.as_ptr().cast(), out, bytes.len());
    }
    SQLITE_OK
}

/// The same numbers in the same order, so that a run can be repeated.
unsafe extern "C" fn randomness(_vfs: *mut sqlite3_vfs, count: c_int, out: *mut c_char) -> c_int {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let count_bytes = usize::try_from(count).unwrap_or(0);
    // SAFETY: `count` bytes to be filled.
    let out = unsafe { std::slice::from_raw_parts_mut(out.cast::<u8>(), count_bytes) };
    for byte in out {
        let number = NEXT.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        *byte = (number >> 56) as u8;
    }
    count
}

unsafe extern "C" fn sleep(_vfs: *mut sqlite3_vfs, micros: c_int) -> c_int {
    std::thread::sleep(std::time::Duration::from_micros(u64::try_from(micros).unwrap_or(0)));
    micros
}

unsafe extern "C" fn time(_vfs: *mut sqlite3_vfs, out: *mut f64) -> c_int {
    // SAFETY: a number to be filled.
    unsafe { *out = 2_461_000.5 };
    SQLITE_OK
}

unsafe extern "C" fn time_int(_vfs: *mut sqlite3_vfs, out: *mut i64) -> c_int {
    // SAFETY: a number to be filled.
    unsafe { *out = 2_461_000 * 86_400_000 + 43_200_000 };
    SQLITE_OK
}
