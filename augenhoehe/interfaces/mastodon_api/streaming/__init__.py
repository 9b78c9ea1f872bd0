"""What happens now, for apps: which streams there are, who may hear them, what is said.

    names       the streams of the documentation, and the channels behind them
    doors       who may hear a stream, asked at the beginning and every minute
    newsroom    who listens; and the desk at which news are written, off the request
    announcing  facts of the domain become news, if anybody listens
    readers     who of those who listen finds a post where they listen
    telling     the news themselves; announcements: those for everybody here

The connections are served by `config/server`. What somebody is told is what the timeline
would show them: it is asked with their eyes, about the one post.
"""
