from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "augenhoehe.config"
    label = "wiring"

    def ready(self) -> None:
        from augenhoehe.config import listeners, ports, timetable  # need the app registry

        listeners.connect()
        ports.plug_in()
        timetable.hang_up()
