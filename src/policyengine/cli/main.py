"""The command `policyengine`."""

from __future__ import annotations

import io
import os
import platform
import sys
import traceback
from typing import TextIO

import click

from policyengine.cli import exits
from policyengine.cli.check import check
from policyengine.cli.diff import diff
from policyengine.cli.explain import explain
from policyengine.cli.measure import measure
from policyengine.cli.mutate import mutate
from policyengine.cli.new import new
from policyengine.cli.replay import replay
from policyengine.cli.schema import schema
from policyengine.cli.screen import screen
from policyengine.cli.statement import statement
from policyengine.cli.test import test
from policyengine.cli.width import columns
from policyengine.errors import RulesetError
from policyengine.inference import InferenceUnavailable
from policyengine.version import VERSION


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="policyengine")
def cli() -> None:
    """Policy as code for content moderation: check rulesets, test them, screen content with them.

    Exit codes: 0 done, 1 a gate was crossed or findings, 2 usage, 3 rulesets do not load, 4 nothing to run,
    70 internal error.
    """


for command in (screen, check, test, mutate, diff, measure, replay, statement, new, explain, schema):
    cli.add_command(command)


def main() -> None:
    """Runs the command and turns every outcome into one of the exit codes."""
    for stream in (sys.stdout, sys.stderr):
        _write_unicode(stream)
    sys.exit(run())


def _write_unicode(stream: TextIO) -> None:
    """Files and pipes get UTF-8 whatever the locale; a terminal gets escapes for characters that it cannot show."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def run(arguments: list[str] | None = None) -> int:
    """The exit code of a run."""
    try:
        outcome = cli.main(args=arguments, prog_name="policyengine", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return exits.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return exits.INTERRUPTED
    except RulesetError as error:
        click.echo(error.render(columns()), err=True)
        errors = sum(1 for each in error.diagnostics if each.level == "error")
        click.echo(f"the rulesets do not load: {errors} {'error' if errors == 1 else 'errors'}", err=True)
        return exits.NOT_LOADED
    except InferenceUnavailable as error:
        click.echo(f"error: {error}", err=True)
        return exits.USAGE
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has stopped reading (click turns that into an exit with 1); nothing is wrong, and
        # nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.DONE
    except OSError as error:
        # A full disk, a folder that may not be written to: the computer refuses, nothing here is wrong.
        place = f"`{error.filename}`: " if error.filename else ""
        click.echo(f"error: {place}{(error.strerror or str(error)).lower()}", err=True)
        return exits.USAGE
    except Exception:
        traceback.print_exc()
        click.echo(
            "internal error: this is a mistake in policyengine, not in your input; please report it "
            f"with the lines above (policyengine {VERSION}, Python {platform.python_version()})",
            err=True,
        )
        return exits.INTERNAL
    return outcome if isinstance(outcome, int) else exits.DONE
