"""The back office: one module a noun, each a blueprint of its own; `portal.web.office` says who may see what."""
