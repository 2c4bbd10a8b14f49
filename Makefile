# Every word works on a fresh machine: what is missing is installed first, or named with the command to type.

N ?= 1000000

.PHONY: help run test bench soak screenshots fmt lint demo-data setup clean
.DEFAULT_GOAL := help

help: ## Show these words
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: ## Build, fill a demo data folder, export its urgent pending events, open the window (DATA_DIR=folder)
	@scripts/run

test: ## Test everything: front end, Rust, the real window
	@scripts/test

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

demo-data: ## Write N=1000000 generated events and their assets as importable files
	@scripts/demo-data $(N)

setup: ## Install what building and testing need
	@scripts/setup test

clean: ## Remove everything that was built
	rm -rf target ui/dist ui/node_modules bench-data
