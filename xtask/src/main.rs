//! What the workspace does to itself. `cargo run -p xtask -- wasm` makes the JavaScript package's `pkg/`.
//!
//! wasm-bindgen runs as a library, of the version that `Cargo.lock` pins for the crate too: so the two cannot
//! differ, and nothing has to be installed.
#![allow(clippy::print_stderr, reason = "a command says what went wrong")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use wasm_bindgen_cli_support::Bindgen;

type Error = Box<dyn std::error::Error>;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";

/// `opt-level = "z"` inlines next to nothing, iterators included: with small functions inlined, as `"s"` does with more,
/// the module is a hundredth larger and takes 0.7 of the time.
const RUSTFLAGS: &str = "-Cllvm-args=-inline-threshold=25";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["wasm"] => wasm(),
        _ => Err("expected a task: wasm".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::from(2)
        }
    }
}

/// Builds `bindings-wasm` and generates its JavaScript for every target, into `bindings-wasm/pkg/`.
fn wasm() -> Result<(), Error> {
    let module = build()?;
    let package = workspace().join("bindings-wasm/pkg");
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    let mut node = Bindgen::new();
    let mut bundler = Bindgen::new();
    let mut web = Bindgen::new();
    // The module beside the script is the default that `init()` takes.
    web.web(true)?.omit_default_module_path(false);
    for (folder, bindgen) in
        [("node", node.nodejs_module(true)?), ("bundler", bundler.bundler(true)?), ("web", &mut web)]
    {
        let bindgen = bindgen.input_path(&module).out_name("plansight").typescript(false);
        bindgen.remove_name_section(true).remove_producers_section(true).generate(package.join(folder))?;
    }
    // One file of types for every JavaScript front.
    fs::copy(workspace().join("core/schema/report.d.ts"), package.join("report.d.ts"))?;
    Ok(())
}

/// The module as rustc makes it.
fn build() -> Result<PathBuf, Error> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args([
        "build",
        "--locked",
        "--package",
        "plansight-wasm",
        "--target",
        TARGET,
        "--profile",
        PROFILE,
    ]);
    build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", RUSTFLAGS);
    if !build.current_dir(workspace()).status()?.success() {
        return Err(format!("cannot build for {TARGET}: is it there? rustup target add {TARGET}").into());
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from);
    Ok(target.join(TARGET).join(PROFILE).join("plansight_wasm.wasm"))
}

/// The workspace's folder.
fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
