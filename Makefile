# Les gestes courants ; `make` seul les rappelle. Il ne faut que git, make et Rust.

CARGO ?= cargo
CB := target/release/cb
AT := 2025-12-12
OUT := target/demo

.PHONY: help demo test check check-pdf tools bench pdf axe

help:
	@echo "make demo    compte, vérifie et publie les dossiers fournis"
	@echo "make test    lance tous les essais"
	@echo "make check   tout ce que vérifie l’intégration continue"
	@echo "make bench   mesure la vitesse de cb validate"
	@echo "make pdf     construit cb avec l’écriture de PDF"

# A release build is what people keep; it says nothing, so that the first line is the headline.
demo: export COLUMNS := 80
demo:
	@$(CARGO) build --release --locked --quiet
	@$(CB) stats --headline --at $(AT) dossiers
	@echo
	@$(CB) validate --at $(AT) --select CB415 dossiers
	@echo
	@mkdir -p $(OUT)
	@for format in md html odt; do $(CB) report brief-seminaire --quiet --at $(AT) dossiers/exemple -o $(OUT)/brief.$$format || exit; done
	@echo "Le dossier de séance du séminaire est dans $(OUT)/ : brief.md,"
	@echo "brief.html à ouvrir dans un navigateur, brief.odt dans LibreOffice."

test:
	$(CARGO) test --locked

check: export RUSTDOCFLAGS := -D warnings
check: tools
	$(CARGO) test --locked
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets --locked -- -D warnings
	$(CARGO) doc --no-deps --locked

# Apart from the rest: what writes PDF takes minutes to build.
check-pdf:
	$(CARGO) test --locked --features pdf report::write::pdf

pdf:
	$(CARGO) build --release --locked --features pdf

tools:
	@$(CARGO) fmt --version >/dev/null 2>&1 || { echo "make check a besoin de rustfmt : rustup component add rustfmt" >&2; exit 1; }
	@$(CARGO) clippy --version >/dev/null 2>&1 || { echo "make check a besoin de clippy : rustup component add clippy" >&2; exit 1; }

# Outil d’essai de l’accessibilité des pages HTML, si npm est là ; les essais s’en passent sinon.
axe:
	npm install --prefix target/axe --no-save --no-audit --no-fund axe-core@4.14.1

bench:
	$(CARGO) bench --locked --bench validate
