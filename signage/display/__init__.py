"""The process that draws: takes snapshots, keeps a copy on disk, draws it. The only room with Qt."""
