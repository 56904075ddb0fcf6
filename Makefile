# Les gestes courants ; `make` seul les rappelle. Il ne faut que git, make et Rust.

CARGO ?= cargo
CB := target/release/cb
DEMO := dossiers/argenteuil dossiers/cahors
AT := 2026-01-01

.PHONY: help demo test check tools bench

help:
	@echo "make demo    compte et vérifie les deux dossiers fournis"
	@echo "make test    lance tous les essais"
	@echo "make check   tout ce que vérifie l’intégration continue"
	@echo "make bench   mesure la vitesse de cb validate"

# A release build is what people keep; it says nothing, so that the first line is the headline.
demo: export COLUMNS := 80
demo:
	@$(CARGO) build --release --locked --quiet
	@$(CB) stats --at $(AT) $(DEMO)
	@$(CB) validate --at $(AT) $(DEMO)

test:
	$(CARGO) test --locked

check: export RUSTDOCFLAGS := -D warnings
check: tools
	$(CARGO) test --locked
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets --locked -- -D warnings
	$(CARGO) doc --no-deps --locked

tools:
	@$(CARGO) fmt --version >/dev/null 2>&1 || { echo "make check a besoin de rustfmt : rustup component add rustfmt" >&2; exit 1; }
	@$(CARGO) clippy --version >/dev/null 2>&1 || { echo "make check a besoin de clippy : rustup component add clippy" >&2; exit 1; }

bench:
	$(CARGO) bench --locked --bench validate
