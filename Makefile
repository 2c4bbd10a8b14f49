# Every word works on a fresh machine: what is missing is installed first, or named with the command to type.

N ?= 1000000

.PHONY: help run test test-install bench soak screenshots fmt lint check-windows check-macos installer icons release-fixture demo-data setup clean
.DEFAULT_GOAL := help

help: ## Show these words
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: ## Build, fill a demo data folder, export its urgent pending events, open the window (DATA_DIR=folder)
	@scripts/run

test: ## Test everything: front end, Rust, the real window
	@scripts/test

test-install: ## Install the .deb in a clean Debian, use, upgrade and remove it; needs root (PACKAGE=file.deb PREVIOUS=file.deb)
	@scripts/test-install

bench: ## Measure import, queries and export beside other programs (SIZES="100000 1000000")
	@scripts/bench

soak: ## Long campaigns: random stores and cases, killed processes (WORLDS=400 CASES=20000 KILLS=200)
	@scripts/soak

screenshots: ## Take the pictures of the guide from the real window, in both languages
	@scripts/screenshots

fmt: ## Format all sources
	@scripts/fmt

lint: ## Check formats, lints and dependencies
	@scripts/lint

check-windows: ## Compile for Windows and let the command line work under Wine
	@scripts/check-windows

check-macos: ## Check the Rust of both programs for macOS; nothing of C is compiled
	@scripts/check-macos

installer: ## Make a .deb and an .rpm and tell their sizes (PROFILE=debug BUNDLES=deb)
	@scripts/installer

icons: ## Draw all icon files from the two drawings
	@scripts/icons

release-fixture: ## Keep a data folder that this version makes, for tests of later ones
	@scripts/release-fixture

demo-data: ## Write N=1000000 generated events and their assets as importable files
	@scripts/demo-data $(N)

setup: ## Install what building and testing need
	@scripts/setup test

clean: ## Remove everything that was built
	rm -rf target ui/dist ui/node_modules bench-data
