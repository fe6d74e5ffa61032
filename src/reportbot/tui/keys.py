"""Keys in the order in which they were typed.

The library sends a bound key up to the application and only then runs its action: what is typed
meanwhile overtakes it, so that on a busy machine "12⏎5" could fill one cell with 125.
"""

from textual import events
from textual.widget import Widget


async def run_bound(widget: Widget, event: events.Key) -> None:
    """Run the action a widget binds to a key, if there is one, before the next key is looked at."""
    for binding in widget._bindings.key_to_bindings.get(event.key, ())[:1]:
        event.stop()
        event.prevent_default()
        await widget.run_action(binding.action)
