internal import Core

extension Attack {
  /// Folders, and places that are neither file nor folder.
  static let folders = [
    Attack(
      "folder-links",
      "Links in a folder: to /etc/passwd, to the folder above, to itself, to nothing. Followed, the walk "
        + "never ends and takes in what was never meant.",
      .survives(accepted: 1, rejected: 0, ignored: 6, says: "a link")
    ) { folder throws(FileError) in
      try folder.put(Picture.good(1), as: "faces/happy/good.png")
      try folder.link("faces/happy/passwd.png", to: "/etc/passwd")
      try folder.link("faces/happy/above", to: "../../..")
      try folder.link("faces/sad", to: ".")
      try folder.link("faces/happy/loop.png", to: "loop.png")
      try folder.link("faces/happy/nothing.png", to: "missing.png")
      return ["faces"]
    },
    Attack(
      "folder-special-files",
      "A pipe and a socket among the images: opened, the import waits for ever.",
      .survives(accepted: 1, rejected: 2, ignored: 1)
    ) { folder throws(FileError) in
      try folder.put(Picture.good(1), as: "faces/happy/good.png")
      try folder.pipe("faces/happy/pipe.png")
      try folder.socket("faces/happy/socket.png")
      return ["faces"]
    },
    Attack(
      "folder-with-its-workspace",
      "The workspace lies inside the folder that is imported: the import reads what it writes, and grows.",
      .survives(accepted: 3, rejected: 0), workspace: "faces/happy/workspace"
    ) { folder throws(FileError) in
      for number in 1...3 {
        try folder.put(Picture.good(UInt64(number)), as: "faces/happy/\(number).png")
      }
      return ["faces"]
    },
    Attack(
      "folder-of-empty-files", "Images of no bytes.",
      .survives(accepted: 1, rejected: 2, says: "the file is empty")
    ) { folder throws(FileError) in
      try folder.put(Picture.good(1), as: "faces/happy/good.png")
      for number in 1...2 { try folder.put([], as: "faces/happy/\(number).jpg") }
      return ["faces"]
    },
    Attack(
      "folder-deep", "Sixty folders deep, as far as names reach.",
      .survives(accepted: 1, rejected: 0, ignored: 61)
    ) { folder throws(FileError) in
      let path = Array(repeating: "folder-with-a-long-name-that-goes-on-and-on", count: 60)
      try folder.put(Picture.good(1), as: "faces/" + path.joined(separator: "/") + "/happy/a.png")
      return ["faces"]
    },
    Attack(
      "folder-empty", "A folder with nothing in it.", .refused("holds no files")
    ) { folder throws(FileError) in
      try folder.link("faces/only-a-link", to: "/etc/passwd")
      return ["faces"]
    },
    Attack(
      "source-is-a-pipe", "A named pipe under an archive's name: the import waits for a writer.",
      .refused("neither a file nor a folder")
    ) { folder throws(FileError) in
      try folder.pipe("faces.tar")
      return ["faces.tar"]
    },
    Attack(
      "source-is-endless", "/dev/zero as source: read to its end, it has none.",
      .refused("neither a file nor a folder")
    ) { _ throws(FileError) in ["/dev/zero"] },
    Attack(
      "source-is-an-option", "A file named like an option.", .refused("is not an archive")
    ) { folder throws(FileError) in
      try folder.put(noise(600, seed: 1), as: "--workspace=escaped")
      return ["--", "--workspace=escaped"]
    },
    Attack(
      "parts-missing", "The second of three parts of a split archive is missing.",
      .refused("faces.tar")
    ) { folder throws(FileError) in
      let tar = Tar.of((0..<30).map { ("faces/happy/\($0).png", Picture.good($0)) })
      let third = tar.count / 3
      try folder.put(Array(tar[..<third]), as: "faces.tar.001")
      try folder.put(Array(tar[(2 * third)...]), as: "faces.tar.003")
      return ["faces.tar.001", "faces.tar.003"]
    },
  ]
}
