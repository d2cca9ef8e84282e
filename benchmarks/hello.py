"""The smallest useful typer program: the yardstick that start-up is measured against."""

from __future__ import annotations

import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def hello(name: str = "world") -> None:
    """Greet someone."""
    typer.echo(f"Hello {name}")


@app.command()
def bye(name: str = "world") -> None:
    """Take leave of someone."""
    typer.echo(f"Bye {name}")


if __name__ == "__main__":
    app()
