import pytest


@pytest.fixture
def say(app):
    """`say("promises", "list")`: what the command answers."""

    def run(*arguments: str, code: int = 0) -> str:
        done = app.test_cli_runner().invoke(args=["portal", *arguments])
        assert done.exit_code == code, done.output
        return done.output

    return run
