//! The command `newsgraph`.

mod cli;

/// Extraction makes many small strings; this allocator serves them faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    #[cfg(all(feature = "disk", target_os = "linux", target_env = "gnu"))]
    share_arena();
    cli::main()
}

/// RocksDB takes its memory from the C library, which keeps an arena for each thread and returns little of it. With one
/// arena for all of them a store of millions of quads is built in a tenth less memory, and as fast.
#[cfg(all(feature = "disk", target_os = "linux", target_env = "gnu"))]
fn share_arena() {
    use std::ffi::c_int;
    /// From glibc's malloc.h.
    const M_ARENA_MAX: c_int = -8;
    unsafe extern "C" {
        fn mallopt(parameter: c_int, value: c_int) -> c_int;
    }
    // SAFETY: the function is glibc's own and takes two numbers; no other thread runs yet.
    unsafe {
        mallopt(M_ARENA_MAX, 1);
    }
}
