//! What the worker gives up before it looks at a foreign document.
//!
//! Afterwards it can compute, allocate a bounded amount of memory, and answer
//! through the pipes that it was given: no file can be opened, nothing written,
//! no socket made, no other program or process started. Each layer stands by
//! itself; where a kernel lacks one, the others stay.

/// Seconds of processor time.
#[cfg(target_os = "linux")]
const CPU_SECONDS: u64 = 30;

/// Bytes of memory beyond what the program itself takes.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 512 << 20;

/// Which layers hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confined {
    /// Limits of memory, processor time and file size.
    pub limits: bool,
    /// The file system and the network are out of reach (Landlock).
    pub landlock: bool,
    /// Only the system calls of a calculation are let through (seccomp).
    pub seccomp: bool,
}

/// Gives up, for this thread and for good, what reading a document does not need.
///
/// # Errors
///
/// The limits are kept by every kernel: without them nothing is read.
#[cfg(target_os = "linux")]
pub fn confine() -> std::io::Result<Confined> {
    limit()?;
    // A worker without a parent has nobody to answer.
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    rustix::thread::set_no_new_privs(true)?;
    // Landlock first: setting it up needs calls that seccomp then refuses.
    Ok(Confined { limits: true, landlock: landlock(), seccomp: seccomp() })
}

/// Other systems have no such layers here; the process of its own is what there is.
#[cfg(not(target_os = "linux"))]
pub fn confine() -> std::io::Result<Confined> {
    Ok(Confined::default())
}

#[cfg(target_os = "linux")]
fn limit() -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limits = [
        (Resource::Cpu, CPU_SECONDS),
        (Resource::Data, MEMORY),
        (Resource::As, mapped().saturating_add(MEMORY)),
        // It writes to its pipe alone, which this limit does not touch.
        (Resource::Fsize, 0),
        (Resource::Nofile, 16),
        (Resource::Nproc, 0),
        (Resource::Core, 0),
    ];
    for (resource, most) in limits {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

/// How many bytes of addresses the program takes: the window's libraries alone are hundreds of megabytes.
#[cfg(target_os = "linux")]
fn mapped() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    pages.map_or(1 << 30, |pages| pages.saturating_mul(rustix::param::page_size() as u64))
}

/// Puts every file and port out of reach. Old kernels know fewer kinds of access, or none.
#[cfg(target_os = "linux")]
fn landlock() -> bool {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetStatus, Scope,
    };
    let rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(ABI::V5))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI::V4)))
        .and_then(|rules| rules.scope(Scope::from_all(ABI::V6)))
        .and_then(Ruleset::create)
        .and_then(landlock::RulesetCreated::restrict_self);
    rules.is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

/// Lets only these system calls through; any other fails with "not permitted".
#[cfg(target_os = "linux")]
fn seccomp() -> bool {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};
    let filter = || -> Result<BpfProgram, seccompiler::BackendError> {
        let arch = TargetArch::try_from(std::env::consts::ARCH)?;
        let refuse = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        SeccompFilter::new(rules()?, refuse, SeccompAction::Allow, arch)?.try_into()
    };
    filter().is_ok_and(|program| seccompiler::apply_filter(&program).is_ok())
}

#[cfg(target_os = "linux")]
type Rules = std::collections::BTreeMap<i64, Vec<seccompiler::SeccompRule>>;

#[cfg(target_os = "linux")]
fn rules() -> Result<Rules, seccompiler::BackendError> {
    use seccompiler::{SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompRule};
    /// What a calculation asks of the system.
    const FREE: &[libc::c_long] = &[
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_exit,
        libc::SYS_exit_group,
        libc::SYS_rt_sigreturn,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_sigaltstack,
        libc::SYS_restart_syscall,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_gettimeofday,
        libc::SYS_sched_yield,
        libc::SYS_getpid,
        libc::SYS_gettid,
        // A failed assertion of the allocator ends the process by itself.
        libc::SYS_tgkill,
    ];
    let only = |argument, operator, value| {
        SeccompRule::new(vec![SeccompCondition::new(argument, SeccompCmpArgLen::Dword, operator, value)?])
    };
    let exec = libc::PROT_EXEC.unsigned_abs();
    let not_executable = |argument| only(argument, SeccompCmpOp::MaskedEq(u64::from(exec)), 0);
    // The answer and, for a panic, the message: nothing else is open for writing.
    let answers = || Ok::<_, seccompiler::BackendError>(vec![only(0, SeccompCmpOp::Le, 2)?]);
    let mut rules: Rules = FREE.iter().map(|call| (*call, Vec::new())).collect();
    rules.insert(libc::SYS_write, answers()?);
    rules.insert(libc::SYS_writev, answers()?);
    rules.insert(libc::SYS_mmap, vec![not_executable(2)?]);
    rules.insert(libc::SYS_mprotect, vec![not_executable(2)?]);
    Ok(rules)
}
