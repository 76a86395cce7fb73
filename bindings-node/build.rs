//! Tells the linker what an addon of Node wants.

fn main() {
    napi_build::setup();
}
